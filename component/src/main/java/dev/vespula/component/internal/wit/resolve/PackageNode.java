package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitWorld;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A package of a set. */
public final class PackageNode implements WitPackage {
    final int index;
    final PackageName name;
    final String docs;
    final Map<String, InterfaceNode> interfaces = new LinkedHashMap<>();
    final Map<String, WorldNode> worlds = new LinkedHashMap<>();

    PackageNode(int index, PackageName name, String docs) {
        this.index = index;
        this.name = name;
        this.docs = docs;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public PackageName name() {
        return name;
    }

    @Override
    public Map<String, WitInterface> interfaces() {
        return Collections.unmodifiableMap(interfaces);
    }

    @Override
    public Map<String, WitWorld> worlds() {
        return Collections.unmodifiableMap(worlds);
    }

    @Override
    public Optional<String> docs() {
        return Optional.ofNullable(docs);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
