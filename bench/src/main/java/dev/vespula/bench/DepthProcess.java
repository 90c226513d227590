package dev.vespula.bench;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import java.io.IOException;
import java.util.List;

/**
 * Memory that grows a page at a time and recursion as deep as raised limits allow, both cold.
 *
 * <p>Arguments: one of Vespula's engines.
 */
final class DepthProcess {
    private static final int PAGES = 4096;
    private static final int DEEP = 1_000_000;

    private DepthProcess() {}

    public static void main(String[] args) throws IOException {
        Config config = VespulaEngine.configOf(args[0]);
        Instance growing = instance(config, "grow");
        Sample.print("growing to 256 MiB a page at a time", "ms", Timing.timeMs(
                () -> Operation.expect(PAGES, growing.func("grow").call(PAGES)[0])));
        Instance deep = instance(config.withMaxRecursionDepth(DEEP + 10).withStackHeight(1024, 1 << 30), "recurse");
        Sample.print("a million calls deep", "ms", Timing.timeMs(
                () -> Operation.expect(DEEP, deep.func("recurse").call(DEEP)[0])));
        Instance usual = instance(config, "recurse");
        Sample.print("as deep as by default, and a trap", "ms", Timing.timeMs(() -> {
            try {
                usual.func("recurse").call(DEEP);
                throw new IllegalStateException("no trap");
            } catch (Trap expected) {
                // the default limit
            }
        }));
        System.exit(0);
    }

    private static Instance instance(Config config, String program) throws IOException {
        Engine engine = Engine.of(config);
        return Instance.of(new Store<Void>(engine), Module.of(engine, Programs.binary(program)), List.of());
    }
}
