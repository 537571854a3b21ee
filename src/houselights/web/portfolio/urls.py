"""The addresses of a funder's portfolio."""

from django.urls import path

from houselights.web.portfolio import deciding, figures, importing, inviting, statements, views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("portfolio.<str:form>", statements.portfolio_file, name="portfolio_file"),
    path("returns.<str:form>", statements.lines_file, name="portfolio_lines_file"),
    path("import/", importing.import_portfolio, name="portfolio_import"),
    path("invite/", inviting.invite, name="portfolio_invite"),
    path("remind/", deciding.remind_page, name="portfolio_remind"),
    path("look/", deciding.look, name="portfolio_look"),
    path("settings/", deciding.settings_page, name="portfolio_settings"),
    path("figures/", figures.figures, name="portfolio_figures"),
    path("figures.<str:form>", figures.figures_file, name="portfolio_figures_file"),
    path("return/<str:quarter>/<int:number>/", statements.statement, name="portfolio_return"),
    path("return/<str:quarter>/<int:number>.<str:form>", statements.statement_file, name="portfolio_return_file"),
]
