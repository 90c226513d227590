package dev.vespula.testing;

import dev.vespula.EnforcedLimits;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.validate.ModuleValidator;

/** Decodes and validates the modules of tests. */
public final class Modules {
    private Modules() {}

    public static ModuleModel decode(byte[] bytes) {
        return decode(bytes, Features.DEFAULT);
    }

    public static ModuleModel decode(byte[] bytes, Features features) {
        return ModuleDecoder.decode(bytes, features, EnforcedLimits.none(), new TypeRegistry());
    }

    public static ModuleModel validate(byte[] bytes) {
        return validate(bytes, Features.DEFAULT);
    }

    public static ModuleModel validate(byte[] bytes, Features features) {
        ModuleModel module = decode(bytes, features);
        ModuleValidator.validate(module);
        return module;
    }
}
