"""The causes, by what they are about; `debugger.connection.diagnosis` finds each module here by itself."""
