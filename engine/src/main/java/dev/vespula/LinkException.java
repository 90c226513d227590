package dev.vespula;

/**
 * A module could not be linked: an import is missing or has another type, or a name is defined twice.
 *
 * <pre>{@code
 * try {
 *     new Linker<Void>(engine).instantiate(store, module);
 * } catch (LinkException e) {
 *     System.out.println("something is missing: " + e.getMessage());
 * }
 * }</pre>
 */
public final class LinkException extends WasmException {
    private static final long serialVersionUID = 1;

    /** A failure with the given message. */
    public LinkException(String message) {
        super(message);
    }
}
