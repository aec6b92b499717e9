from django.urls import path

from shop.addresses import word
from shop.desk.settling import statements, terms

urlpatterns = [
    path(word("doi-soat/", "settlement/"), statements.StatementList.as_view(), name="settlements"),
    path(word("doi-soat/chot/", "settlement/close/"), statements.CloseStatement.as_view(), name="close-settlement"),
    path(word("doi-soat/hop-dong/", "settlement/terms/"), terms.TermsList.as_view(), name="terms"),
    path(word("doi-soat/hop-dong/moi/", "settlement/terms/new/"), terms.Agree.as_view(), name="agree-terms"),
    path(
        word("doi-soat/hop-dong/<int:pk>/het/", "settlement/terms/<int:pk>/end/"),
        terms.End.as_view(),
        name="end-terms",
    ),
    path(
        word("doi-soat/<int:number>/", "settlement/<int:number>/"),
        statements.StatementPage.as_view(),
        name="settlement",
    ),
    path(
        word("doi-soat/<int:number>/da-tra/", "settlement/<int:number>/paid/"),
        statements.PayStatement.as_view(),
        name="pay-settlement",
    ),
    path(
        word("doi-soat/<int:number>/bang-ke.pdf", "settlement/<int:number>/statement.pdf"),
        statements.StatementPaper.as_view(paper="pdf"),
        name="settlement-paper",
    ),
    path(
        word("doi-soat/<int:number>/dong.csv", "settlement/<int:number>/rows.csv"),
        statements.StatementPaper.as_view(paper="csv"),
        name="settlement-rows",
    ),
]
