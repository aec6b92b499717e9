from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "catalogue.evaluation"
    verbose_name = "Evaluation"
