package dev.vespula.conformance.fuzz;

import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Makes components, or takes those of files, and decodes them. Changed ones are refused as it is documented, or they are encoded
 * to bytes that say the same.
 */
final class Components implements Fuzzer {
    private static final int VARIANTS = 20;
    private static final int DEPTH = 3;

    private List<byte[]> components = List.of();

    @Override
    public String name() {
        return "components";
    }

    @Override
    public String about() {
        return "components, made or of files, changed: decoded and encoded again or refused as documented";
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
        try {
            decode(component);
        } catch (ModuleException e) {
            return Attempt.fault("a well-formed component is refused: " + e.getMessage(), component);
        }
        ComponentMutation mutation = new ComponentMutation(random);
        for (int k = 0; k < VARIANTS; k++) {
            byte[] changed = k == 0 ? component : mutation.of(component);
            String fault = faultOf(changed);
            if (fault != null) {
                return Attempt.fault(fault, changed);
            }
        }
        return Attempt.fine(VARIANTS);
    }

    /** What is wrong with how bytes are treated, or null. */
    private static String faultOf(byte[] bytes) {
        ComponentModel model;
        try {
            model = decode(bytes);
        } catch (ModuleException documented) {
            return documented.offset() < 0 || documented.offset() > bytes.length
                    ? "an offset outside of the file: " + documented.getMessage()
                    : null;
        }
        ComponentModel again = decode(ComponentEncoder.encode(model));
        return withoutOffsets(again).equals(withoutOffsets(model)) ? null : "it says something else when it is encoded";
    }

    private static ComponentModel decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, ComponentFeatures.ALL);
    }

    private static String withoutOffsets(ComponentModel model) {
        return model.toString().replaceAll("offset=\\d+", "").replaceAll("from 0x[0-9a-f]+", "");
    }
}
