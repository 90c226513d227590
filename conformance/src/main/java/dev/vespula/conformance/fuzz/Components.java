package dev.vespula.conformance.fuzz;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ModuleException;
import dev.vespula.Tier;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.validate.ComponentValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Makes components, or takes those of files, decodes and validates them. Changed ones are refused as it is documented, or they are
 * encoded to bytes that say the same and are as valid.
 */
final class Components implements Fuzzer {
    private static final int VARIANTS = 20;
    private static final int DEPTH = 3;
    private static final int TRACE = 6;

    private List<byte[]> components = List.of();

    @Override
    public String name() {
        return "components";
    }

    @Override
    public String about() {
        return "components, made or of files ([PATH...]: .wasm, .wast, .zip, folders), changed: decoded, validated and encoded"
                + " again or refused as documented";
    }

    @Override
    public void take(List<Path> paths) throws IOException {
        components = ModuleFiles.read(paths).stream().filter(ComponentDecoder::isComponent).toList();
    }

    @Override
    public Attempt attempt(long seed) {
        Random random = new Random(seed);
        byte[] component = components.isEmpty()
                ? ComponentEncoder.encode(new RandomComponent(random).next(DEPTH))
                : components.get(random.nextInt(components.size()));
        if (components.isEmpty()) {
            try {
                decode(component);
            } catch (ModuleException e) {
                return Attempt.fault("a well-formed component is refused: " + e.getMessage(), component);
            }
        }
        ComponentMutation mutation = new ComponentMutation(random);
        try (Engine engine = Engine.of(new Config().withTier(Tier.INTERPRETER))) {
            for (int k = 0; k < VARIANTS; k++) {
                byte[] changed = k == 0 ? component : mutation.of(component);
                String fault;
                try {
                    fault = faultOf(engine, changed);
                } catch (Exception | Error e) {
                    fault = e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(TRACE, e.getStackTrace().length));
                }
                if (fault != null) {
                    return Attempt.fault(fault, changed);
                }
            }
        }
        return Attempt.fine(VARIANTS);
    }

    /** What is wrong with how bytes are treated, or null. */
    private static String faultOf(Engine engine, byte[] bytes) {
        ComponentModel model;
        try {
            model = decode(bytes);
        } catch (ModuleException documented) {
            return outside(documented, bytes);
        }
        ModuleException refusal = refusal(engine, model);
        if (refusal != null && outside(refusal, bytes) != null) {
            return outside(refusal, bytes);
        }
        ComponentModel again = decode(ComponentEncoder.encode(model));
        if (!withoutOffsets(again).equals(withoutOffsets(model))) {
            return "it says something else when it is encoded";
        }
        String reason = refusal == null ? null : refusal.reason();
        ModuleException second = refusal(engine, again);
        return Objects.equals(reason, second == null ? null : second.reason()) ? null
                : "encoded again it is not as valid: " + second + " instead of " + refusal;
    }

    private static String outside(ModuleException documented, byte[] bytes) {
        return documented.offset() < 0 || documented.offset() > bytes.length
                ? "an offset outside of the file: " + documented.getMessage()
                : null;
    }

    /** Why it is not valid, or null. */
    private static ModuleException refusal(Engine engine, ComponentModel model) {
        try {
            ComponentValidator.validate(engine, model, ComponentFeatures.ALL);
            return null;
        } catch (ModuleException documented) {
            return documented;
        }
    }

    private static ComponentModel decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, ComponentFeatures.ALL);
    }

    private static String withoutOffsets(ComponentModel model) {
        return model.toString().replaceAll("offset=\\d+", "").replaceAll("from 0x[0-9a-f]+", "");
    }
}
