package dev.vespula.component.internal.validate;

import dev.vespula.EnforcedLimits;
import dev.vespula.Engine;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.internal.binary.CoreTypeScope;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.List;

/** What all parts of one validation share. */
final class Validation {
    final CoreModules modules;
    final ComponentFeatures features;
    final Features coreFeatures;
    final EnforcedLimits coreLimits;
    /** Core types of this validation: those of its modules are decoded into it, so that they can be compared. */
    final TypeRegistry registry = new TypeRegistry();
    final CoreSubtyping core = new CoreSubtyping(registry);
    final ValueTypes values = new ValueTypes();
    final Effort effort = new Effort();
    final Subtyping subtyping = new Subtyping(this);
    final Flattening flattening = new Flattening(NumType.I32);
    /** Where we are, from the outermost component inwards. */
    final List<String> path = new ArrayList<>();

    Validation(Engine engine, CoreModules modules, ComponentFeatures features) {
        this.modules = modules;
        this.features = features;
        this.coreFeatures = Features.of(engine.config());
        this.coreLimits = engine.config().enforcedLimits();
    }

    CoreTypeScope coreTypes() {
        return new CoreTypeScope(coreFeatures, registry, coreLimits);
    }

    void require(int offset, ComponentFeature feature, String what) {
        Refusal.require(offset, features, feature, what);
    }
}
