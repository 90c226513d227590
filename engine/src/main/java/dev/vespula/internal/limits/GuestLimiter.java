package dev.vespula.internal.limits;

import dev.vespula.ResourceLimiter;
import java.util.function.BooleanSupplier;

/** A limiter as instructions ask it: what it throws goes through the machine as what host functions throw does. */
final class GuestLimiter implements ResourceLimiter {
    private final ResourceLimiter limiter;

    GuestLimiter(ResourceLimiter limiter) {
        this.limiter = limiter;
    }

    private static boolean ask(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (IndexOutOfBoundsException | VirtualMachineError e) {
            throw HostFailure.<RuntimeException>thrown(HostFailure.carried(e));
        }
    }

    private static void tell(Runnable news) {
        ask(() -> {
            news.run();
            return true;
        });
    }

    @Override
    public boolean memoryGrowing(long current, long desired, long maximum) {
        return ask(() -> limiter.memoryGrowing(current, desired, maximum));
    }

    @Override
    public boolean tableGrowing(long current, long desired, long maximum) {
        return ask(() -> limiter.tableGrowing(current, desired, maximum));
    }

    @Override
    public boolean arrayAllocating(long bytes) {
        return ask(() -> limiter.arrayAllocating(bytes));
    }

    @Override
    public void memoryGrowFailed(String reason) {
        tell(() -> limiter.memoryGrowFailed(reason));
    }

    @Override
    public void tableGrowFailed(String reason) {
        tell(() -> limiter.tableGrowFailed(reason));
    }
}
