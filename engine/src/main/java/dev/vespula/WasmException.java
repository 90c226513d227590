package dev.vespula;

import java.util.Optional;

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
 *
 * <p>Who only wants to know whether a guest has kept its limits catches this class, whichever it was:
 *
 * <pre>{@code
 * StoreLimits limits = StoreLimits.unlimited().withTotalBytes(64 << 20).withTimeout(Duration.ofSeconds(2));
 * try (Store<Session> limited = new Store<>(engine, session).limits(limits)) {
 *     linker.instantiate(limited, module).func("run").call();
 * } catch (WasmException e) {
 *     System.out.println(e.exceededLimit().map(limit -> "too much: " + limit).orElse("failed: " + e.getMessage()));
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

    /**
     * The limit that the module or the program has exceeded, if that is what has happened. An {@linkplain Store#interrupt interrupt} is no
     * limit.
     */
    public Optional<ExceededLimit> exceededLimit() {
        return Optional.empty();
    }

    /** For exceptions that are part of normal execution and must be cheap: no Java stack trace when not {@code writable}. */
    WasmException(String message, Throwable cause, boolean enableSuppression, boolean writableStackTrace) {
        super(message, cause, enableSuppression, writableStackTrace);
    }
}
