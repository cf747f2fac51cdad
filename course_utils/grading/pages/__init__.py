"""What people read: feedback, the class report, rankings, and tables in the terminal."""
