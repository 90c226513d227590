package dev.vespula.udf;

import dev.vespula.udf.internal.module.ModuleSource;
import java.io.Serializable;
import java.util.List;

/** All that tells functions from others. */
record UdfSettings(
        ModuleSource source, String digest, String name, List<Signature> declared, BlockFormat format, UdfLimits limits,
        OnError onError, InstanceReuse reuse) implements Serializable {
    UdfSettings with(ModuleSource other) {
        return new UdfSettings(other, digest, name, declared, format, limits, onError, reuse);
    }

    UdfSettings with(UdfLimits other) {
        return new UdfSettings(source, digest, name, declared, format, other, onError, reuse);
    }

    UdfSettings with(OnError other) {
        return new UdfSettings(source, digest, name, declared, format, limits, other, reuse);
    }

    UdfSettings with(InstanceReuse other) {
        return new UdfSettings(source, digest, name, declared, format, limits, onError, other);
    }

    UdfSettings with(BlockFormat other) {
        return new UdfSettings(source, digest, name, declared, other, limits, onError, reuse);
    }

    UdfSettings with(List<Signature> other) {
        return new UdfSettings(source, digest, name, other, format, limits, onError, reuse);
    }

    UdfSettings named(String other) {
        return new UdfSettings(source, digest, other, declared, format, limits, onError, reuse);
    }
}
