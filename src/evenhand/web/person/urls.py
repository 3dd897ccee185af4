"""The pages of the person concerned. The gate opens them to whoever came in with a letter."""

from django.urls import path

from evenhand.web.person import dispute, enter, looks

urlpatterns = [
    path("mine", looks.looked, name="mine"),
    path("mine/dispute", dispute.say, name="mine-dispute"),
    path("mine/enter", enter.enter, name="mine-enter"),
    path("mine/visits", looks.visits, name="mine-visits"),
    path("mine/receipts", looks.about_receipts, name="mine-receipts"),
    path("mine/receipts/<int:position>", looks.receipt, name="mine-receipt"),
    path("mine/leave", enter.leave, name="mine-leave"),
]
