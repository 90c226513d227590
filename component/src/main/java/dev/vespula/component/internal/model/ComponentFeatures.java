package dev.vespula.component.internal.model;

import dev.vespula.component.ComponentFeature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Which parts of the component model are on. Immutable. */
public final class ComponentFeatures {
    /** What is on where nobody says otherwise. */
    public static final ComponentFeatures DEFAULT = of(
            Arrays.stream(ComponentFeature.values()).filter(ComponentFeature::isOnByDefault)
                    .toArray(ComponentFeature[]::new));
    /** All that is supported. */
    public static final ComponentFeatures ALL = of(
            Arrays.stream(ComponentFeature.values()).filter(ComponentFeature::isSupported)
                    .toArray(ComponentFeature[]::new));

    private final Set<ComponentFeature> on;

    private ComponentFeatures(Set<ComponentFeature> on) {
        this.on = on;
    }

    /** These and no others. */
    public static ComponentFeatures of(ComponentFeature... features) {
        EnumSet<ComponentFeature> on = EnumSet.noneOf(ComponentFeature.class);
        on.addAll(Arrays.asList(features));
        return new ComponentFeatures(on);
    }

    /** Whether a part is on. */
    public boolean has(ComponentFeature feature) {
        return on.contains(feature);
    }

    /**
     * What is wrong with something that needs a part which is off.
     *
     * @param what what was met
     */
    public static String missing(ComponentFeature feature, String what) {
        return what + " requires the component model feature " + feature + ", which is "
                + (feature.isSupported() ? "not enabled" : "not supported");
    }
}
