package dev.vespula.conformance.fuzz;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Tier;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes code of modules and compares the interpreter with compiled code and with code that is compiled while it runs, with all
 * fuel at once and in pieces. Modules come from the files, archives and folders that are named, or are {@link SiteProgram}s.
 */
final class Differences implements Fuzzer {
    private static final int DEPTH = 500;
    private static final int FUNCTIONS = 3;
    private static final int[] METHOD_BYTES = {0, 0, 1_400, 2_000, 3_000};

    private List<byte[]> modules = List.of();

    @Override
    public String name() {
        return "differences";
    }

    @Override
    public String about() {
        return "modules with changed code ([PATH...]: .wasm, .zip, folders) in all tiers, with fuel in one and in many pieces";
    }

    @Override
    public void take(List<Path> paths) throws IOException {
        modules = ModuleFiles.read(paths);
    }

    @Override
    public Attempt attempt(long seed) {
        Random random = new Random(seed * 31 + 11);
        byte[] base = modules.isEmpty() ? Wat.parse(SiteProgram.text(random, FUNCTIONS))
                : modules.get(random.nextInt(modules.size()));
        byte[] changed = random.nextInt(20) == 0 ? base : CodeMutation.of(base, random);
        if (changed == null || !isValid(changed)) {
            return Attempt.fine(0);
        }
        int methodBytes = METHOD_BYTES[random.nextInt(METHOD_BYTES.length)];
        Map<ExportsRun.Fuel, String> expected = new EnumMap<>(ExportsRun.Fuel.class);
        for (Tier tier : List.of(Tier.INTERPRETER, Tier.COMPILED, Tier.AUTO)) {
            for (ExportsRun.Fuel fuel : ExportsRun.Fuel.values()) {
                String log = log(tier, fuel, changed, seed, methodBytes);
                String wanted = log == null ? null : expected.putIfAbsent(fuel, log);
                if (wanted != null && !wanted.equals(log)) {
                    return Attempt.fault(tier + ", fuel " + fuel + ", methods of " + methodBytes + ": "
                            + firstDifference(wanted, log), changed);
                }
            }
        }
        return Attempt.fine(1);
    }

    private static boolean isValid(byte[] module) {
        try (Engine engine = CompilerSettings.engine(config(Tier.INTERPRETER), 0)) {
            Module.validate(engine, module);
            return true;
        } catch (ModuleException e) {
            return false;
        }
    }

    private static String log(Tier tier, ExportsRun.Fuel fuel, byte[] module, long seed, int methodBytes) {
        try (Engine engine = CompilerSettings.engine(config(tier), tier == Tier.INTERPRETER ? 0 : methodBytes)) {
            return ExportsRun.log(engine, module, fuel, seed);
        }
    }

    private static Config config(Tier tier) {
        Config config = new Config().withTier(tier).withFuel(Config.FuelMetering.ON).withDeterminism(Config.Determinism.ON)
                .withCompilationMode(CompilationMode.EAGER).withMaxRecursionDepth(DEPTH);
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        return config;
    }

    private static String firstDifference(String wanted, String got) {
        List<String> expected = wanted.lines().toList();
        List<String> actual = got.lines().toList();
        for (int k = 0; k < Math.min(expected.size(), actual.size()); k++) {
            if (!expected.get(k).equals(actual.get(k))) {
                return actual.get(k) + " instead of " + expected.get(k);
            }
        }
        return actual.size() + " lines instead of " + expected.size();
    }
}
