package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.binary.WitEncoder;
import dev.vespula.component.internal.wit.binary.WorldOfType;
import dev.vespula.component.internal.wit.print.WitJson;
import dev.vespula.component.internal.wit.print.WitPrinter;
import dev.vespula.component.internal.wit.resolve.PackageGroup;
import dev.vespula.component.internal.wit.resolve.PackageSet;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.types.ComponentType;
import java.util.List;
import java.util.Optional;

/**
 * Packages that are resolved: every name in them means something, and worlds list all they import. Made by a
 * {@link WitLoader}. Immutable, thread-safe.
 */
public final class WitPackages {
    private final List<WitPackage> packages;
    private final List<WitInterface> interfaces;
    private final List<WitWorld> worlds;
    private final List<WitTypeDef> types;
    private final WitPackage root;

    WitPackages(PackageSet set, PackageName root) {
        packages = List.copyOf(set.packages());
        interfaces = List.copyOf(set.interfaces());
        worlds = List.copyOf(set.worlds());
        types = List.copyOf(set.types());
        this.root = find(root).orElseThrow();
    }

    /**
     * The world that a component is of, {@code root:component/root}, and the interfaces that it mentions, as far as the
     * component knows them.
     *
     * @throws dev.vespula.InvalidException when the component imports or exports something that WIT cannot say: a core module,
     *     a component, an exported type
     */
    public static WitPackages of(ComponentType type) {
        try {
            PackageGroup group = new PackageGroup();
            WorldOfType.packages(type).forEach(group::add);
            PackageSet set = new PackageSet(feature -> false);
            group.joinTo(set);
            return new WitPackages(set, WorldOfType.PACKAGE);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    /** The package that was asked for; the others are those that it uses, or that stood beside it. */
    public WitPackage root() {
        return root;
    }

    /** All packages, each behind those it uses. */
    public List<WitPackage> packages() {
        return packages;
    }

    public List<WitInterface> interfaces() {
        return interfaces;
    }

    public List<WitWorld> worlds() {
        return worlds;
    }

    /** All types, each behind those it mentions. */
    public List<WitTypeDef> types() {
        return types;
    }

    /** The package of a name. */
    public Optional<WitPackage> find(PackageName name) {
        return packages.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The only world of the root package. */
    public Optional<WitWorld> onlyWorld() {
        return root.worlds().size() == 1 ? root.worlds().values().stream().findFirst() : Optional.empty();
    }

    /**
     * A world by its name in the root package, or by its full name in any.
     *
     * @param name {@code world} or {@code namespace:package/world@1.2.3}
     */
    public Optional<WitWorld> world(String name) {
        WitWorld own = root.worlds().get(name);
        return own != null ? Optional.of(own) : worlds.stream().filter(w -> w.fullName().equals(name)).findFirst();
    }

    /** An interface by its name in the root package, or by its full name in any. */
    public Optional<WitInterface> findInterface(String name) {
        WitInterface own = root.interfaces().get(name);
        return own != null
                ? Optional.of(own)
                : interfaces.stream().filter(i -> i.fullName().filter(name::equals).isPresent()).findFirst();
    }

    /** The JSON form that other tools write and read: worlds, interfaces, types and packages, which refer to one another by index. */
    public String toJson() {
        return WitJson.of(this);
    }

    /** WIT that means the same, in one text: the root package, and all others in braces. */
    public String toWit() {
        return WitPrinter.all(this);
    }

    /**
     * A package as a component that exports nothing but types. Gates and documentation are not in it.
     *
     * @throws dev.vespula.InvalidException when it has a type that no component can have: a record, a tuple or flags without
     *     parts, or more than 32 flags
     */
    public static byte[] toBinary(WitPackage witPackage) {
        return WitEncoder.encode(witPackage);
    }

    /** A world as WIT, without the package around it. */
    public static String toWit(WitWorld world) {
        return WitPrinter.world(world);
    }
}
