package dev.vespula.component.wit;

import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.load.WitFiles;
import dev.vespula.component.internal.wit.resolve.PackageGroup;
import dev.vespula.component.internal.wit.resolve.PackageSet;
import dev.vespula.component.internal.wit.syntax.SourceText;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.internal.wit.syntax.WitParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads WIT and says what it means. All of WIT is understood, gates, {@code map}, lists of fixed length, {@code async},
 * {@code stream}, {@code future} and named interfaces under plain names included.
 *
 * <p>WIT that is refused ends in an exception whose message has the file, the line and the column, and the line itself:
 * {@link dev.vespula.MalformedException} for a text that is not WIT, {@link dev.vespula.InvalidException} for names that mean
 * nothing and for what contradicts itself, {@link dev.vespula.LimitException} for types that are nested more than 100 deep
 * and for worlds that add up to more than a million of items. Immutable, thread-safe.
 */
public final class WitLoader {
    private static final WitLoader PLAIN = new WitLoader(Set.of(), false);

    private final Set<String> features;
    private final boolean hasAllFeatures;

    private WitLoader(Set<String> features, boolean hasAllFeatures) {
        this.features = features;
        this.hasAllFeatures = hasAllFeatures;
    }

    /** A loader for which no feature is switched on: what is {@code @unstable} is left out. */
    public static WitLoader create() {
        return PLAIN;
    }

    /** A loader for which only these features are switched on. */
    public WitLoader withFeatures(Set<String> names) {
        return new WitLoader(Set.copyOf(names), false);
    }

    /** A loader that leaves nothing out. */
    public WitLoader withAllFeatures() {
        return new WitLoader(Set.of(), true);
    }

    /**
     * Reads a folder or a file. The {@code .wit} files of a folder are one package; each entry of its folder {@code deps}, a
     * folder or a {@code .wit} file, is another that it can use. A single file has all that it uses in itself, as
     * {@code package a:b {...}}.
     *
     * @throws IOException when something cannot be read
     * @throws dev.vespula.ModuleException when it is refused
     */
    public WitPackages load(Path path) throws IOException {
        try {
            WitFiles files = new WitFiles();
            PackageName root = files.read(path);
            return join(files.group(), root);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    /**
     * Reads a text, which has all that it uses in itself.
     *
     * @throws dev.vespula.ModuleException when it is refused
     */
    public WitPackages parse(String text) {
        return parse(Map.of("wit", text));
    }

    /**
     * Reads the texts of one package.
     *
     * @param texts by what errors call them; their order is that of the names
     * @throws dev.vespula.ModuleException when they are refused
     */
    public WitPackages parse(Map<String, String> texts) {
        try {
            List<FileText> files = new TreeMap<>(texts).entrySet().stream()
                    .map(text -> WitParser.parse(new SourceText(text.getKey(), text.getValue()))).toList();
            PackageGroup group = new PackageGroup();
            PackageName root = group.add(files);
            return join(group, root);
        } catch (WitError error) {
            throw error.toException();
        }
    }

    private WitPackages join(PackageGroup group, PackageName root) {
        PackageSet set = new PackageSet(feature -> hasAllFeatures || features.contains(feature));
        group.joinTo(set);
        return new WitPackages(set, root);
    }
}
