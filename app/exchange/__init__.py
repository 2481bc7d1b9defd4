"""Files and clipboards in and out."""
