package dev.vespula.internal.validate;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.ModuleException;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which features a valid module needs, by trying: whatever can be switched off, alone or with others, is not needed.
 * Whole groups are tried first, and a group that is needed is mostly refused early, so it takes a few validations in all.
 */
public final class NeededFeatures {
    private final byte[] module;
    private Features needed;

    private NeededFeatures(byte[] module, Features enough) {
        this.module = module;
        this.needed = enough;
    }

    /**
     * Features with which the module is valid, none of them to spare.
     *
     * @param enough features with which it is valid
     */
    public static Features of(byte[] module, Features enough) {
        // Where one of two features will do, that of the published version is kept, which comes first.
        List<Feature> on = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (enough.has(feature)) {
                on.add(0, feature);
            }
        }
        NeededFeatures search = new NeededFeatures(module, enough);
        search.drop(on);
        return search.needed;
    }

    private void drop(List<Feature> group) {
        Features rest = new Features(0);
        for (Feature feature : Feature.values()) {
            if (needed.has(feature) && !group.contains(feature)) {
                rest = rest.with(feature);
            }
        }
        if (isValid(rest)) {
            needed = rest;
        } else if (group.size() > 1) {
            drop(group.subList(0, group.size() / 2));
            drop(group.subList(group.size() / 2, group.size()));
        }
    }

    private boolean isValid(Features features) {
        try {
            // Types are numbered in a registry of its own: those of the engine's would stay.
            ModuleModel model = ModuleDecoder.decode(module, features, EnforcedLimits.none(), new TypeRegistry());
            ModuleValidator.validate(model);
            return true;
        } catch (ModuleException e) {
            return false;
        }
    }
}
