package dev.vespula.cli.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The signals by which a process is asked to end. A shutdown hook would do, too, but could only halt the process to make its exit code 0, and
 * so cut short other hooks, such as that of a flight recording.
 */
public final class EndSignals implements AutoCloseable {
    private static final String[] NAMES = {"INT", "TERM"};
    /** What a shell reports for a process that ended by SIGINT. */
    private static final int INTERRUPTED = 130;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Replaced> replaced = new ArrayList<>();

    /** A signal and what handled it before. */
    private record Replaced(Object signal, Object handler) {}

    private EndSignals() {}

    /** From now on the first of them is waited for, and the second ends the process at once. */
    public static EndSignals begin() {
        EndSignals made = new EndSignals();
        for (String name : NAMES) {
            made.replace(name);
        }
        return made;
    }

    /** Waits for the first; for ever where there are no signals. */
    public void await() throws InterruptedException {
        end.await();
    }

    private void arrived() {
        if (end.getCount() == 0) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        end.countDown();
    }

    /** By reflection: the compiler warns of these classes in a way that cannot be switched off in one place. */
    private void replace(String name) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(EndSignals.class.getClassLoader(), new Class<?>[] {type},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "handle" -> {
                            arrived();
                            yield null;
                        }
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == args[0];
                        default -> "the end by SIG" + name;
                    });
            Object signal = Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
            replaced.add(new Replaced(signal, handle(signal, handler)));
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException | InstantiationException
                | InvocationTargetException e) {
            // A JVM that leaves this signal to the system (-Xrs), or has none: the process ends without waiting.
        }
    }

    private static Object handle(Object signal, Object handler) throws ClassNotFoundException, NoSuchMethodException,
            IllegalAccessException, InvocationTargetException {
        Method set = signal.getClass().getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"));
        return set.invoke(null, signal, handler);
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        for (Replaced each : replaced) {
            try {
                handle(each.signal(), each.handler());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
