from django.urls import path

from evenhand.web.accounts import purpose, second_factor, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("sign-in/code", second_factor.code, name="second-factor"),
    path("sign-in/new-code", second_factor.new, name="second-factor-new"),
    path("purpose", purpose.choose, name="purpose"),
]
