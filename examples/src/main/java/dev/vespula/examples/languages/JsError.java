package dev.vespula.examples.languages;

/** What these languages throw: an error as JavaScript has it, to which they attach their own exception. */
final class JsError {
    final Object message;
    /** What the program calls the class of the exception. */
    Object name = "Error";
    /** The exception of the language: an object of the program. */
    Object exception;

    JsError(Object message) {
        this.message = message;
    }

    @Override
    public String toString() {
        return name + ": " + message;
    }
}
