// In place of a script that Track Debugger does not have.
console.error({message});
