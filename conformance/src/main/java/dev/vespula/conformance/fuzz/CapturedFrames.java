package dev.vespula.conformance.fuzz;

import dev.vespula.Config;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets compiled code be left at all kinds of places of functions with many sites ({@link SiteProgram}), with methods so small
 * that functions are split and handlers merged, memories that have room behind their end whenever they grow, and Java stacks so
 * small that recursion ends at them: the interpreter, which goes on, must find in every slot what it would have there itself.
 */
final class CapturedFrames implements Fuzzer {
    private static final int FUNCTIONS = 10;
    private static final int MOST_SITES = 8;
    private static final int MOST_PIECES = 16;
    private static final long STACK_BYTES = 256 << 10;
    private static final int[] METHOD_BYTES = {1_400, 2_000, 3_000, 0};
    private static final Set<SiteProgram.Event> EVENTS = EnumSet.complementOf(EnumSet.of(SiteProgram.Event.NOTHING));

    @Override
    public String name() {
        return "captures";
    }

    @Override
    public String about() {
        return "compiled functions are left at each of their calls, loops and growths, with values of all kinds in slots";
    }

    @Override
    public Attempt attempt(long seed) throws Exception {
        Random random = new Random(seed * 31 + 7);
        String text = SiteProgram.text(random, FUNCTIONS);
        byte[] wasm = Wat.parse(text);
        int methodBytes = METHOD_BYTES[random.nextInt(METHOD_BYTES.length)];
        Config.FuelMetering fuel = random.nextBoolean() ? Config.FuelMetering.ON : Config.FuelMetering.OFF;
        Tier tier = random.nextInt(4) == 0 ? Tier.AUTO : Tier.COMPILED;
        try (SiteRun expected = new SiteRun(Tier.INTERPRETER, fuel, 0, wasm);
                SiteRun actual = new SiteRun(tier, fuel, methodBytes, wasm)) {
            FutureTask<String> comparison = new FutureTask<>(() -> compare(expected, actual, fuel, random));
            Thread thread = new Thread(null, comparison, "captures", STACK_BYTES);
            thread.start();
            String fault;
            try {
                fault = comparison.get();
            } catch (ExecutionException e) {
                return Attempt.fault(tier + ", methods of " + methodBytes + ", fuel " + fuel + ": " + e.getCause(),
                        text.getBytes(StandardCharsets.UTF_8));
            }
            return fault == null ? Attempt.fine(FUNCTIONS)
                    : Attempt.fault(tier + ", methods of " + methodBytes + ", fuel " + fuel + ", " + fault,
                            text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String compare(SiteRun expected, SiteRun actual, Config.FuelMetering fuel, Random random) {
        for (int function = 0; function < FUNCTIONS; function++) {
            expected.renew();
            actual.renew();
            String fault = compare(expected, actual, function, SiteProgram.Event.NOTHING, 0);
            int sites = expected.count();
            for (int k = 0; fault == null && k < Math.min(sites, MOST_SITES); k++) {
                int site = sites <= MOST_SITES ? k + 1 : 1 + random.nextInt(sites);
                for (SiteProgram.Event event : EVENTS) {
                    fault = fault != null ? fault : compare(expected, actual, function, event, site);
                }
            }
            if (fault == null && fuel == Config.FuelMetering.ON) {
                fault = pieces(expected, actual, function, random);
            }
            if (fault != null) {
                return "function " + function + " " + fault;
            }
        }
        return null;
    }

    private static String compare(SiteRun expected, SiteRun actual, int function, SiteProgram.Event event, int site) {
        String wanted = expected.run(function, event, site);
        String got = actual.run(function, event, site);
        return got.equals(wanted) ? null : event + " at site " + site + ": " + got + " instead of " + wanted;
    }

    private static String pieces(SiteRun expected, SiteRun actual, int function, Random random) {
        expected.renew();
        expected.run(function, SiteProgram.Event.NOTHING, 0);
        long taken = expected.taken();
        for (int k = 0; k < MOST_PIECES; k++) {
            long fuel = taken <= MOST_PIECES ? k : (long) (random.nextDouble() * taken);
            boolean isMoved = random.nextInt(8) == 0;
            expected.renew();
            actual.renew();
            String wanted = expected.run(function, SiteProgram.Event.NOTHING, 0);
            String got = actual.inPieces(function, fuel, isMoved);
            if (!got.equals(wanted)) {
                return "with " + fuel + " units of fuel, moved " + isMoved + ": " + got + " instead of " + wanted;
            }
        }
        return null;
    }
}
