package dev.vespula;

/**
 * The root of everything the engine throws for a module or a program, as opposed to a wrong use of the API (which is an
 * {@link IllegalArgumentException} or {@link IllegalStateException}) and to exceptions of host functions (which pass
 * through as themselves). All its classes are in this package.
 *
 * <pre>{@code
 * try {
 *     instance.func("run").call();
 * } catch (Trap e) {
 *     System.out.println("the program failed: " + e.detail());
 * } catch (ExitException e) {
 *     System.out.println("the program ended with " + e.status());
 * } catch (WasmThrown e) {
 *     System.out.println("the program threw " + e.values());
 * } catch (WasmException e) {
 *     System.out.println("anything else that a module can do");
 * }
 * }</pre>
 */
public abstract class WasmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WasmException(String message) {
        super(message);
    }

    WasmException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For exceptions that are part of normal execution and must be cheap: no Java stack trace when not {@code writable}. */
    WasmException(String message, Throwable cause, boolean enableSuppression, boolean writableStackTrace) {
        super(message, cause, enableSuppression, writableStackTrace);
    }
}
