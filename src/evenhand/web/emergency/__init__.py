"""Opening one person's record in an emergency: for anybody on duty, by night, on a phone."""
