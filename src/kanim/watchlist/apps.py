from django.apps import AppConfig


class WatchlistConfig(AppConfig):
    name = "kanim.watchlist"
    label = "watchlist"

    def ready(self) -> None:
        from kanim.watchlist import activities, permissions  # noqa: F401  registered by being imported
