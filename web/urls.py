"""Addresses of the desk. All but the login and the choice of language need a login."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from web import (
    bulk,
    covers,
    dividing,
    dossier_dividing,
    export,
    page_text,
    people,
    rescans,
    review,
    second_factor,
    stored_files,
    trail,
    turning,
    upload,
    views,
)
from web.passwords import PasswordView

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("search/", views.search, name="search"),
    path("review/", views.waiting, name="waiting"),
    path("upload/", upload.upload, name="upload"),
    path("upload/start/", upload.upload_start, name="upload_start"),
    path("upload/<str:number>/", upload.uploaded, name="uploaded"),
    path("upload/<str:number>/file/", upload.upload_file, name="upload_file"),
    path("upload/<str:number>/finish/", upload.upload_finish, name="upload_finish"),
    path("upload/<str:number>/drop/", upload.upload_drop, name="upload_drop"),
    path("covers/", covers.covers, name="covers"),
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
    path("review/<int:document_id>/previous/", trail.review_previous, name="review_previous"),
    path("review/<int:document_id>/turn/", turning.review_turn, name="review_turn"),
    path("review/<int:document_id>/rescan/", rescans.review_rescan, name="review_rescan"),
    path("review/<int:document_id>/leave/", review.review_leave, name="review_leave"),
    path("review/<int:document_id>/<str:key>/", review.review_field, name="review_field"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/password/", people.person_password, name="person_password"),
    path("deliveries/<int:delivery_id>/", views.delivery, name="delivery"),
    path("dossiers/<int:dossier_id>/", views.dossier, name="dossier"),
    path("dossiers/<int:dossier_id>/pages/<int:number>.jpg", stored_files.picture, name="picture"),
    path(
        "dossiers/<int:dossier_id>/thumbnails/<int:number>.jpg",
        stored_files.thumbnail,
        name="thumbnail",
    ),
    path(
        "dossiers/<int:dossier_id>/divide/", dossier_dividing.divide_dossier, name="divide_dossier"
    ),
    path("documents/", views.documents, name="documents"),
    path("documents/export.xlsx", export.export, name="export"),
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
    path("password/", PasswordView.as_view(), name="password"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/code/", second_factor.second_factor_code, name="second_factor_code"),
    path("second-factor/enroll/", second_factor.second_factor_enroll, name="second_factor_enroll"),
    path("second-factor/off/", second_factor.second_factor_off, name="second_factor_off"),
    path(
        "second-factor/recovery/",
        second_factor.second_factor_recovery,
        name="second_factor_recovery",
    ),
    path("language/", login_not_required(set_language), name="language"),
]
