"""Addresses of the desk. All but the login and the choice of language need a login."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import path
from django.views.i18n import set_language

from web import bulk, dividing, page_text, rescans, review, stored_files, upload, views

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("search/", views.search, name="search"),
    path("review/", views.waiting, name="waiting"),
    path("upload/", upload.upload, name="upload"),
    path("upload/start/", upload.upload_start, name="upload_start"),
    path("upload/<str:number>/", upload.uploaded, name="uploaded"),
    path("upload/<str:number>/file/", upload.upload_file, name="upload_file"),
    path("upload/<str:number>/finish/", upload.upload_finish, name="upload_finish"),
    path("rescans/", rescans.rescans, name="rescans"),
    path("rescans/<int:rescan_id>/done/", rescans.rescan_done, name="rescan_done"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("samples/", bulk.samples, name="samples"),
    path("bulk/confirm/", bulk.bulk_confirm, name="bulk_confirm"),
    path("review/next/", review.review_next, name="review_next"),
    path("review/<int:document_id>/", review.review, name="review"),
    path("review/<int:document_id>/undo/", review.review_undo, name="review_undo"),
    path("review/<int:document_id>/finish/", review.review_finish, name="review_finish"),
    path("review/<int:document_id>/divide/", dividing.divide, name="review_divide"),
    path("review/<int:document_id>/rescan/", rescans.review_rescan, name="review_rescan"),
    path("review/<int:document_id>/leave/", review.review_leave, name="review_leave"),
    path("review/<int:document_id>/<str:key>/", review.review_field, name="review_field"),
    path("deliveries/<int:delivery_id>/", views.delivery, name="delivery"),
    path("dossiers/<int:dossier_id>/", views.dossier, name="dossier"),
    path("dossiers/<int:dossier_id>/pages/<int:number>.jpg", stored_files.picture, name="picture"),
    path("documents/", views.documents, name="documents"),
    path("documents/<int:document_id>/", views.document, name="document"),
    path("documents/<int:document_id>.pdf", stored_files.pdf, name="pdf"),
    path(
        "documents/<int:document_id>/pages/<int:number>/", views.document_page, name="document_page"
    ),
    path(
        "documents/<int:document_id>/pages/<int:number>/text/",
        page_text.page_text,
        name="page_text",
    ),
    path(
        "documents/<int:document_id>/pages/<int:number>/text/line/",
        page_text.page_text_line,
        name="page_text_line",
    ),
    path(
        "documents/<int:document_id>/pages/<int:number>/text/region/",
        page_text.page_text_region,
        name="page_text_region",
    ),
    path(
        "documents/<int:document_id>/pages/<int:number>/text/undo/",
        page_text.page_text_undo,
        name="page_text_undo",
    ),
    path("login/", LoginView.as_view(template_name="web/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path(
        "password/",
        PasswordChangeView.as_view(template_name="web/password.html", success_url="/"),
        name="password",
    ),
    path("language/", login_not_required(set_language), name="language"),
]
