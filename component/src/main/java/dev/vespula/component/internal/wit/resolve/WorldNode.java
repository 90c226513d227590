package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world, first in a draft, then in a set of packages; or a placeholder for one of another package. */
public final class WorldNode implements WitWorld {
    final String name;
    final Place place;
    String docs;
    WitGate gate;
    PackageNode witPackage;
    int index = -1;
    boolean excluded;

    Map<WitKey, WitWorldItem> imports = new LinkedHashMap<>();
    Map<WitKey, WitWorldItem> exports = new LinkedHashMap<>();

    /** What it imports, exports and includes as long as it is a draft. */
    final Map<WitKey, DraftItem> draftImports = new LinkedHashMap<>();
    final Map<WitKey, DraftItem> draftExports = new LinkedHashMap<>();
    final List<DraftInclude> draftIncludes = new ArrayList<>();

    /** Of a placeholder what it stands for, once that is known. */
    WorldNode definition;

    WorldNode(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public Optional<String> name() {
        return Optional.of(name);
    }

    @Override
    public WitPackage witPackage() {
        return witPackage;
    }

    @Override
    public Map<WitKey, WitWorldItem> imports() {
        return Collections.unmodifiableMap(imports);
    }

    @Override
    public Map<WitKey, WitWorldItem> exports() {
        return Collections.unmodifiableMap(exports);
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
    public String toString() {
        return witPackage == null ? name : witPackage.name().item(name);
    }
}
