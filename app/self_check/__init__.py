"""`--self-check`: whether this program, built or not, holds everything that its source holds, and whether it works."""
