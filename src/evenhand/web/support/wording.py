"""What is offered, as a letter says it to whoever gets it."""

IN_A_LETTER = {
    "mentor": "somebody you can talk to, who is on your side and keeps coming back",
    "youth-work": "things to do with a youth worker who knows your area",
    "housing": "help with the place where you live",
    "relocation": "help to move somewhere you feel safe",
    "health": "help with your health, or with how you feel",
    "education": "help with school, with training or with finding work",
}
