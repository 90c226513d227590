package dev.vespula.conformance.fuzz;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ModuleException;
import dev.vespula.Tier;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ValueType;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes components that return values, or takes those of files, changes them and their code, and calls what they export. In the
 * interpreter and in compiled code the same comes of it, and nothing else than what is documented.
 */
final class ComponentRuns implements Fuzzer {
    private static final int VARIANTS = 6;
    private static final int TYPE_DEPTH = 2;
    private static final int MOST_PADS = 17;
    private static final int MOST_DAMAGE = 4;
    private static final int DEPTH = 300;
    private static final int HEADER_BYTES = 8;

    private List<byte[]> components = List.of();

    @Override
    public String name() {
        return "component-runs";
    }

    @Override
    public String about() {
        return "components, made or of files ([PATH...]: .wasm, .wast, .zip, folders), changed, and their functions called";
    }

    @Override
    public void take(List<Path> paths) throws IOException {
        components = ModuleFiles.read(paths).stream().filter(ComponentDecoder::isComponent).toList();
    }

    @Override
    public Attempt attempt(long seed) {
        Random random = new Random(seed * 17 + 3);
        byte[] component = components.isEmpty() ? made(random) : components.get(random.nextInt(components.size()));
        int cases = 0;
        for (int k = 0; k < VARIANTS; k++) {
            byte[] changed = k == 0 ? component : changed(component, random);
            try {
                if (changed == null || !isValid(changed)) {
                    continue;
                }
                String interpreted = log(Tier.INTERPRETER, changed, seed);
                String compiled = log(Tier.AUTO, changed, seed);
                if (!interpreted.equals(compiled)) {
                    return Attempt.fault("compiled code does\n" + compiled + "instead of\n" + interpreted, changed);
                }
            } catch (Exception | Error e) {
                StackTraceElement[] trace = e.getStackTrace();
                return Attempt.fault(e + (trace.length > 0 ? " at " + List.of(trace).subList(0, Math.min(6, trace.length))
                        : ""),
                        changed);
            }
            cases++;
        }
        return Attempt.fine(cases);
    }

    private static byte[] made(Random random) {
        boolean hasResource = random.nextInt(3) == 0;
        ValueType type = new RandomValueType(random, hasResource ? new ResourceType("r") : null).next(TYPE_DEPTH);
        int pads = random.nextBoolean() ? 0 : random.nextInt(MOST_PADS);
        StringEncoding one = StringEncoding.values()[random.nextInt(3)];
        StringEncoding other = StringEncoding.values()[random.nextInt(3)];
        String text = switch (random.nextInt(6)) {
            case 0 -> ReturningComponent.itself(type, pads, hasResource, one);
            case 1 -> ReturningComponent.throughHost(type, pads, hasResource, one);
            case 2 -> ReturningComponent.throughComponent(type, pads, hasResource, one, other);
            default -> ReturningComponent.damaged(type, pads, hasResource, one, random, 1 + random.nextInt(MOST_DAMAGE));
        };
        return Wat.parse("made.wat", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes the component, or the code of its modules. */
    private static byte[] changed(byte[] component, Random random) {
        if (random.nextInt(3) == 0) {
            return new ComponentMutation(random).of(component);
        }
        try {
            return ComponentEncoder.encode(withChangedCode(ComponentDecoder.decode(component, ComponentFeatures.ALL), random));
        } catch (ModuleException malformed) {
            return null;
        }
    }

    private static ComponentModel withChangedCode(ComponentModel model, Random random) {
        List<Definition> definitions = new ArrayList<>();
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfComponent nested) {
                definitions.add(new Definition.OfComponent(0, withChangedCode(nested.component(), random)));
            } else if (definition instanceof Definition.OfCoreModule module && random.nextBoolean()) {
                byte[] binary = module.binary().copy();
                byte[] changed = isWhole(binary) ? CodeMutation.of(binary, random) : null;
                definitions.add(changed == null ? module : new Definition.OfCoreModule(0, new Slice(changed)));
            } else {
                definitions.add(definition);
            }
        }
        return new ComponentModel(0, definitions, model.names());
    }

    /** Whether the sections of a module end where it ends, so that its code can be found. */
    private static boolean isWhole(byte[] module) {
        int at = HEADER_BYTES;
        while (at < module.length) {
            long size = 0;
            int shift = 0;
            do {
                at++;
                if (at == module.length || shift >= Integer.SIZE) {
                    return false;
                }
                size |= (module[at] & 0x7FL) << shift;
                shift += 7;
            } while (module[at] < 0);
            at++;
            if (size > module.length - at) {
                return false;
            }
            at += (int) size;
        }
        return true;
    }

    private static boolean isValid(byte[] component) {
        try (Engine engine = engine(Tier.INTERPRETER)) {
            Component.of(engine, component);
            return true;
        } catch (ModuleException refused) {
            return false;
        }
    }

    private static String log(Tier tier, byte[] component, long seed) {
        try (Engine engine = engine(tier)) {
            return new ComponentRun(engine, seed).log(component);
        }
    }

    private static Engine engine(Tier tier) {
        return CompilerSettings.engine(new Config().withTier(tier).withFuel(Config.FuelMetering.ON).withDeterminism(
                Config.Determinism.ON).withCompilationMode(CompilationMode.EAGER).withMaxRecursionDepth(DEPTH), 0);
    }
}
