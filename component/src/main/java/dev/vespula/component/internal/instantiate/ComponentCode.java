package dev.vespula.component.internal.instantiate;

import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.internal.adapt.Adapters;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.validate.ResourceOrigin;
import dev.vespula.component.internal.validate.ValidComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What all instances of a component share: what the validator found, and plans for calls. Immutable but for the plans. */
public final class ComponentCode {
    private final ValidComponent valid;
    private final Plans plans;
    private final Adapters adapters;
    private final ComponentState.UsesSlots usesSlots;
    private final List<Optional<ComponentCode>> nested;
    private final List<ResourceOrigin.OfImport> importedResources = new ArrayList<>();
    private final Map<String, List<ResourceOrigin.OfExport>> exportedResources = new TreeMap<>();
    private final Map<Integer, List<ResourceOrigin.OfInstance>> instanceResources = new TreeMap<>();

    /** The code of an outermost component. */
    public ComponentCode(ValidComponent valid) {
        this(valid, new Plans(), new Adapters());
    }

    private ComponentCode(ValidComponent valid, Plans plans, Adapters adapters) {
        this.valid = valid;
        this.plans = plans;
        this.adapters = adapters;
        this.usesSlots = valid.model().definitions().stream().anyMatch(ComponentCode::isSlotUse) ? ComponentState.UsesSlots.YES
                : ComponentState.UsesSlots.NO;
        this.nested = valid.components().stream().map(one -> one.map(inner -> new ComponentCode(inner, plans, adapters)))
                .toList();
        for (ResourceOrigin origin : valid.resources()) {
            if (origin instanceof ResourceOrigin.OfImport imported) {
                importedResources.add(imported);
            } else if (origin instanceof ResourceOrigin.OfInstance instance) {
                instanceResources.computeIfAbsent(instance.instance(), index -> new ArrayList<>()).add(instance);
            } else if (origin instanceof ResourceOrigin.OfExport export) {
                exportedResources.computeIfAbsent(export.path().get(0), name -> new ArrayList<>()).add(export);
            }
        }
    }

    /** What the validator found. */
    public ValidComponent valid() {
        return valid;
    }

    /** The plans of its types. */
    public Plans plans() {
        return plans;
    }

    /** The adapters of its calls. */
    Adapters adapters() {
        return adapters;
    }

    /** Whether it asks for the slots of a thread. */
    ComponentState.UsesSlots usesSlots() {
        return usesSlots;
    }

    private static boolean isSlotUse(Definition definition) {
        return definition instanceof Definition.OfCanon canon && canon.canon() instanceof Canon.Context;
    }

    /** The component that is defined within this one, at an index of its space of components. */
    ComponentCode nested(int index) {
        return nested.get(index).orElseThrow();
    }

    /** The resource types that imports bring. */
    List<ResourceOrigin.OfImport> importedResources() {
        return importedResources;
    }

    /** The resource types that an export hides. */
    List<ResourceOrigin.OfExport> resourcesOf(String export) {
        return exportedResources.getOrDefault(export, List.of());
    }

    /** The resource types that an instance brings. */
    List<ResourceOrigin.OfInstance> resourcesOf(int instance) {
        return instanceResources.getOrDefault(instance, List.of());
    }
}
