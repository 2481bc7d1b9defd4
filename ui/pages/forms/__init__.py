"""表单: every form of the period, shown as it prints, printed and saved."""
