package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitTypeDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An interface, first in a draft, then in a set of packages; or a placeholder for one of another package. */
public final class InterfaceNode implements WitInterface {
    final String name;
    final Place place;
    String docs;
    WitGate gate;
    PackageNode witPackage;
    InterfaceNode copyOf;
    int index = -1;
    boolean excluded;

    final Map<String, TypeNode> types = new LinkedHashMap<>();
    final Map<String, WitFunction> functions = new LinkedHashMap<>();

    /** The functions as long as it is a draft. */
    final List<DraftFunction> draftFunctions = new ArrayList<>();

    /** All names that are taken in it, as long as it is a draft. */
    Scope scope;

    /** Of a placeholder what it stands for, once that is known. */
    InterfaceNode definition;

    InterfaceNode(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public WitPackage witPackage() {
        return witPackage;
    }

    @Override
    public Map<String, WitTypeDef> types() {
        return Collections.unmodifiableMap(types);
    }

    @Override
    public Map<String, WitFunction> functions() {
        return Collections.unmodifiableMap(functions);
    }

    @Override
    public Optional<String> docs() {
        return Optional.ofNullable(docs);
    }

    @Override
    public Optional<WitGate> gate() {
        return Optional.ofNullable(gate);
    }

    @Override
    public Optional<WitInterface> copyOf() {
        return Optional.ofNullable(copyOf);
    }

    @Override
    public String toString() {
        return name == null || witPackage == null ? "interface" : witPackage.name().item(name);
    }
}
