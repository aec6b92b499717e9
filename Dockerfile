# Two steps: build the front end and the Python environment, then copy only what serves.
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /shop
COPY pyproject.toml uv.lock ./
RUN UV_PROJECT_ENVIRONMENT=/environment uv sync --frozen --group dev
COPY package.json package-lock.json vite.config.ts tsconfig.json ./
COPY themes themes
ENV PATH=/environment/bin:$PATH
RUN npm ci --no-audit --no-fund && npm run build
COPY . .
RUN for room in catalogue shop cms themes; do \
      if [ -d $room/locale ]; then pybabel --quiet compile --directory $room/locale --domain django; fi; done
RUN UV_PROJECT_ENVIRONMENT=/environment uv sync --frozen --no-dev && rm -rf node_modules
RUN ENVIRONMENT=build DEBUG=false python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm
# A volume takes its owner from the directory that it covers.
RUN useradd --create-home --uid 1000 shop && mkdir -p /shop/var/media && chown -R shop /shop
COPY --from=build /environment /environment
COPY --from=build --chown=shop /shop /shop
WORKDIR /shop
USER shop
ENV PATH=/environment/bin:$PATH PYTHONUNBUFFERED=1 ENVIRONMENT=production
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["gunicorn", "shop.wsgi", "--config", "shop/gunicorn.conf.py"]
