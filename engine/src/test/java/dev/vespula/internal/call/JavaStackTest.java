package dev.vespula.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaStackTest {
    private static final int[] SIZES = {16 << 10, 48 << 10, 96 << 10, 200 << 10, 496 << 10, 700 << 10};
    /** Bytes that a frame of {@link #recur} takes at most: while the JVM interprets it. */
    private static final int FRAME = 256;

    private static long recur(int depth, long a, long b, long c, long d) {
        return depth == 0 ? a : recur(depth - 1, b, c, d, a + depth) + a * d + b * c;
    }

    private static boolean canUse(int bytes) {
        try {
            recur(bytes / FRAME, 1, 2, 3, 4);
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Goes deeper, some frames at a time, until a size is refused: whether it was there when it was last said to be. */
    private static boolean wasThere(int bytes, boolean before, int frames) {
        if (frames > 0) {
            return wasThere(bytes, before, frames - 1);
        }
        return JavaStack.has(bytes) ? wasThere(bytes, canUse(bytes), 20) : before;
    }

    private static void onThread(int stack, Runnable test) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread thread = new Thread(null, test, "stack", stack);
        thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }

    /** Whether the JVM interprets the probes or either of its compilers has compiled them. */
    @Test
    void whatIsSaidToBeThereIsThere() throws InterruptedException {
        onThread(4 << 20, () -> {
            for (int calls : new int[] {1, 10, 1_000, 20_000}) {
                for (int size : SIZES) {
                    boolean there = true;
                    for (int call = 0; call < Math.max(1, calls * (8 << 10) / size); call++) {
                        there &= JavaStack.has(size);
                    }
                    assertThat(there).as(size + " bytes after " + calls).isTrue();
                    assertThat(wasThere(size, false, 0)).as(size + " bytes after " + calls).isTrue();
                }
            }
        });
    }

    @Test
    void whatIsNotThereIsRefused() throws InterruptedException {
        for (int calls : new int[] {1, 10, 20_000}) {
            onThread(4 << 20, () -> {
                for (int call = 0; call < calls; call++) {
                    assertThat(JavaStack.has(496 << 10)).isTrue();
                }
            });
            // A thread may get the stack of one that has ended, of up to four times the size asked for.
            onThread(160 << 10, () -> {
                assertThat(JavaStack.has(700 << 10)).as("after " + calls).isFalse();
                assertThat(JavaStack.has(4 << 10)).as("after " + calls).isTrue();
            });
        }
    }
}
