package dev.vespula.examples.sqlite;

/** What SQLite says about a statement that it refuses. */
public final class DatabaseException extends RuntimeException {
    DatabaseException(String message) {
        super(message);
    }
}
