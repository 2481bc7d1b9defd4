"""From an assessment, or a month of people, to a laid-out document: on paper (PDF) and in Excel (XLSX)."""
