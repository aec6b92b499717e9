"""The counter app in a browser, on the real server."""
