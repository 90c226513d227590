package dev.vespula.internal.snapshot;

import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.ReferenceTypes;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TableShape;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.snapshot.StoreImage.GlobalImage;
import dev.vespula.internal.snapshot.StoreImage.InstanceImage;
import dev.vespula.internal.snapshot.StoreImage.Site;
import dev.vespula.internal.snapshot.StoreImage.TableImage;
import dev.vespula.internal.types.ValTypes;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The memories, tables, globals and tags of an image. What an instance defines is made anew. What instances only import
 * belonged to the host: if it defines something under the name of the import again, that is used and gets the content
 * that was saved; otherwise it is made anew too. Two exceptions: the content of a shared memory belongs to all stores
 * that share it and stays, and an immutable global is always made anew.
 */
final class RestoredExterns {
    private final StoreImage image;
    private final StoreState store;
    private final List<ModuleInstance> instances;
    private final GivenExterns imports;
    private final LinearMemory[] memories;
    private final Content[] contents;
    private final TableInstance[] tables;
    private final GlobalCell[] globals;
    private final TagInstance[] tags;

    RestoredExterns(StoreImage image, StoreState store, List<ModuleInstance> instances,
            GivenExterns imports) {
        this.image = image;
        this.store = store;
        this.instances = instances;
        this.imports = imports;
        this.memories = new LinearMemory[image.memories().size()];
        this.contents = new Content[memories.length];
        this.tables = new TableInstance[image.tables().size()];
        this.globals = new GlobalCell[image.globals().size()];
        this.tags = new TagInstance[image.tags().size()];
    }

    /** Makes what an instance defines, and gives it to it. */
    void makeDefined(int number) {
        ModuleInstance instance = instances.get(number);
        InstanceImage from = image.instances().get(number);
        makeDefined(number, ExternKind.MEMORY, instance.memories, from.memories(), memories, image.memories(),
                MemoryImage::site, this::memory);
        makeDefined(number, ExternKind.TABLE, instance.tables, from.tables(), tables, image.tables(), TableImage::site,
                (i, table) -> table(table));
        makeDefined(number, ExternKind.GLOBAL, instance.globals, from.globals(), globals, image.globals(), GlobalImage::site,
                (i, global) -> global(global));
        makeDefined(number, ExternKind.TAG, instance.tags, from.tags(), tags, image.tags(), Function.identity(),
                (i, site) -> tag(site));
    }

    private <I, E> void makeDefined(int number, ExternKind kind, E[] space, int[] from, E[] all, List<I> images,
            Function<I, Site> site, Maker<I, E> maker) {
        for (int i = instances.get(number).module.importedCount(kind); i < space.length; i++) {
            int extern = bounded(from[i], all.length);
            requireOwn(number, i, kind, site.apply(images.get(extern)));
            all[extern] = maker.make(extern, images.get(extern));
            space[i] = all[extern];
        }
    }

    /** Finds or makes what instances only import. */
    void makeImported() {
        makeImported(memories, image.memories(), MemoryImage::site, InstanceImage::memories, this::memory);
        makeImported(tables, image.tables(), TableImage::site, InstanceImage::tables, (i, from) -> table(from));
        makeImported(globals, image.globals(), GlobalImage::site, InstanceImage::globals, (i, from) -> global(from));
        makeImported(tags, image.tags(), Function.identity(), InstanceImage::tags, (i, site) -> tag(site));
    }

    /** Makes something by its number and its image. */
    private interface Maker<I, E> {
        E make(int number, I image);
    }

    /**
     * Finds or makes all externs of a kind that no instance defines.
     *
     * @param site where one is declared
     * @param space the numbers that an instance has in the kind's index space
     */
    private <I, E> void makeImported(E[] all, List<I> images, Function<I, Site> site, Function<InstanceImage, int[]> space,
            Maker<I, E> maker) {
        for (int i = 0; i < all.length; i++) {
            Site here = site.apply(images.get(i));
            requireSite(space.apply(image.instances().get(here.instance())), here, i);
            if (all[i] == null) {
                all[i] = maker.make(i, images.get(i));
            }
        }
    }

    /** Before anything is allocated for it: an instance must have at the site what the image says is declared there. */
    private static void requireSite(int[] space, Site site, int number) {
        StateRestorer.require(site.index() < space.length && space[site.index()] == number,
                "something that is not where it is declared");
    }

    /** What the content of a memory is before the saved one is written. */
    private enum Content {
        ZEROS, ANY, OF_OTHER_STORES
    }

    // ---- making them

    private LinearMemory memory(int number, MemoryImage from) {
        MemoryShape shape = module(from.site()).memory(index(from.site(), ExternKind.MEMORY));
        LinearMemory memory = null;
        contents[number] = Content.ZEROS;
        if (isImport(from.site(), ExternKind.MEMORY)) {
            memory = given(from.site(), ExternKind.MEMORY, LinearMemory.class);
            shape = new MemoryShape(from.shape().minimum(), from.shape().maximum(), shape.pageSizeLog2(), shape.wide(),
                    shape.sharing());
        }
        if (memory != null) {
            contents[number] = memory.shared() == null ? Content.ANY : Content.OF_OTHER_STORES;
        }
        if (contents[number] == Content.OF_OTHER_STORES) {
            return memory;
        }
        StateRestorer.require(Long.compareUnsigned(shape.minimum(), from.pages()) <= 0
                && Long.compareUnsigned(from.pages(), shape.maximumPages()) <= 0, "a memory of an impossible size");
        if (memory == null) {
            memory = store.newMemory(shape);
        }
        requireSize(Long.compareUnsigned(from.pages(), memory.pages()) >= 0, "memory");
        if (memory.grow(from.pages() - memory.pages(), Growth.BY_HOST) < 0) {
            throw new SnapshotException(Reason.TOO_LARGE, "a memory of " + Long.toUnsignedString(from.pages())
                    + " pages is more than its maximum, the store or the heap allow");
        }
        List<MemoryImage.Piece> pieces = from.pieces();
        StateRestorer.require(pieces.isEmpty() || pieces.get(pieces.size() - 1).end() <= memory.size(),
                "content behind the end of a memory");
        return memory;
    }

    private TableInstance table(TableImage from) {
        TableShape shape = module(from.site()).table(index(from.site(), ExternKind.TABLE));
        TableInstance table = null;
        if (isImport(from.site(), ExternKind.TABLE)) {
            table = given(from.site(), ExternKind.TABLE, TableInstance.class);
            shape = new TableShape(shape.type(), from.limits().minimum(), from.limits().maximum(), shape.wide());
        }
        long size = 0;
        for (int length : from.lengths()) {
            size += length;
        }
        StateRestorer.require(Long.compareUnsigned(shape.minimum(), size) <= 0
                && Long.compareUnsigned(size, shape.maximumElements()) <= 0, "a table of an impossible size");
        if (table == null) {
            table = new TableInstance(store, shape, null);
        }
        requireSize(size >= table.size, "table");
        if (table.grow(size - table.size, null, Growth.BY_HOST) < 0) {
            throw new SnapshotException(Reason.TOO_LARGE,
                    "a table of " + size + " elements is more than its maximum, the store or the heap allow");
        }
        return table;
    }

    private static void requireSize(boolean large, String what) {
        if (!large) {
            throw new SnapshotException(Reason.WRONG_IMPORT,
                    "a " + what + " is larger than the one that was saved and cannot shrink");
        }
    }

    private GlobalCell global(GlobalImage from) {
        ModuleCode module = module(from.site());
        int index = index(from.site(), ExternKind.GLOBAL);
        boolean mutable = module.model.isGlobalMutable(index);
        if ((mutable || imports.areLinked()) && isImport(from.site(), ExternKind.GLOBAL)) {
            GlobalCell given = given(from.site(), ExternKind.GLOBAL, GlobalCell.class);
            if (given != null) {
                return given;
            }
        }
        return new GlobalCell(store, module.model.globalType(index),
                mutable ? GlobalCell.Mutability.VAR : GlobalCell.Mutability.CONST);
    }

    private TagInstance tag(Site site) {
        ModuleCode module = module(site);
        int index = index(site, ExternKind.TAG);
        if (isImport(site, ExternKind.TAG)) {
            TagInstance given = given(site, ExternKind.TAG, TagInstance.class);
            if (given != null) {
                return given;
            }
        }
        return new TagInstance(store, store.engine.signature(module.typeId(module.model.tagType(index))));
    }

    private ModuleCode module(Site site) {
        return instances.get(site.instance()).module;
    }

    private int index(Site site, ExternKind kind) {
        ModuleInstance instance = instances.get(site.instance());
        int count = switch (kind) {
            case FUNCTION -> instance.functions.length;
            case TABLE -> instance.tables.length;
            case MEMORY -> instance.memories.length;
            case GLOBAL -> instance.globals.length;
            case TAG -> instance.tags.length;
        };
        StateRestorer.require(site.index() < count, "something that is declared nowhere");
        return site.index();
    }

    private boolean isImport(Site site, ExternKind kind) {
        return site.index() < module(site).importedCount(kind);
    }

    /** What the host defines under the name of an import; {@code null} if nothing. */
    private <E> E given(Site site, ExternKind kind, Class<E> type) {
        ModuleCode.ImportName name = importOf(module(site), kind, site.index());
        Object found = imports.find(instances.get(site.instance()), name);
        if (found != null && !type.isInstance(found)) {
            throw new SnapshotException(Reason.WRONG_IMPORT, "incompatible import type for " + name);
        }
        return type.cast(found);
    }

    /** The import that stands at an index of an index space. */
    static ModuleCode.ImportName importOf(ModuleCode module, ExternKind kind, int index) {
        ModuleCode.ImportName name = module.importOf(kind, index);
        StateRestorer.require(name != null, "an import that its module does not have");
        return name;
    }

    // ---- giving them to instances

    /** Fills the index spaces of an instance. */
    void define(int number, ModuleInstance instance, InstanceImage from) {
        define(number, instance.memories, from.memories(), memories, ExternKind.MEMORY, i -> image.memories().get(i).site());
        instance.memoriesMade();
        define(number, instance.tables, from.tables(), tables, ExternKind.TABLE, i -> image.tables().get(i).site());
        define(number, instance.globals, from.globals(), globals, ExternKind.GLOBAL, i -> image.globals().get(i).site());
        define(number, instance.tags, from.tags(), tags, ExternKind.TAG, image.tags()::get);
    }

    private <E> void define(int number, E[] space, int[] from, E[] all, ExternKind kind, IntFunction<Site> sites) {
        for (int i = 0; i < space.length; i++) {
            int extern = bounded(from[i], all.length);
            space[i] = all[extern];
            requireOwn(number, i, kind, sites.apply(extern));
        }
    }

    private static int bounded(int number, int count) {
        StateRestorer.require(number < count, "an instance with something that is not there");
        return number;
    }

    /** What an instance defines must be what was made from its definition. Imports are checked when they are linked. */
    private void requireOwn(int instance, int index, ExternKind kind, Site site) {
        boolean imported = index < instances.get(instance).module.importedCount(kind);
        StateRestorer.require(imported || site.instance() == instance && site.index() == index,
                "an instance does not have what it defines");
    }

    /** Makes sure that what an instance was linked with is what the image says. */
    void requireLinked(int number) {
        ModuleInstance instance = instances.get(number);
        InstanceImage from = image.instances().get(number);
        requireLinked(instance.memories, from.memories(), memories);
        requireLinked(instance.tables, from.tables(), tables);
        requireLinked(instance.globals, from.globals(), globals);
        requireLinked(instance.tags, from.tags(), tags);
    }

    private static <E> void requireLinked(E[] space, int[] from, E[] all) {
        for (int i = 0; i < space.length; i++) {
            StateRestorer.require(space[i] == all[bounded(from[i], all.length)], StateRestorer.OTHER_IMPORT);
        }
    }

    /** A tag by its number. */
    TagInstance tag(int number) {
        return tags[bounded(number, tags.length)];
    }

    // ---- content

    /** Checks that the references in tables and globals have the right types. */
    void check(Object[] objects, ReferenceTypes types) {
        for (int i = 0; i < tables.length; i++) {
            for (int ref : image.tables().get(i).refs()) {
                StateRestorer.require(types.fits(tables[i].type, objects[ref]),
                        "an element of a table of the wrong type");
            }
        }
        for (int i = 0; i < globals.length; i++) {
            StateRestorer.require(globals[i].type < 0
                    || types.fits(globals[i].type, objects[image.globals().get(i).ref()]),
                    "a global of the wrong type");
        }
    }

    /** Writes what was saved. */
    void fill(Object[] objects) {
        for (int i = 0; i < memories.length; i++) {
            switch (contents[i]) {
                case ZEROS -> image.memories().get(i).writeTo(memories[i]);
                case ANY -> image.memories().get(i).overwrite(memories[i]);
                case OF_OTHER_STORES -> {}
            }
        }
        for (int i = 0; i < tables.length; i++) {
            TableImage from = image.tables().get(i);
            long at = 0;
            for (int run = 0; run < from.lengths().length; run++) {
                tables[i].fill(at, objects[from.refs()[run]], from.lengths()[run]);
                at += from.lengths()[run];
            }
        }
        for (int i = 0; i < globals.length; i++) {
            GlobalImage from = image.globals().get(i);
            GlobalCell global = globals[i];
            if (!global.mutable && imports.areLinked() && isImport(from.site(), ExternKind.GLOBAL)) {
                continue;
            }
            boolean narrow = global.type == ValTypes.I32 || global.type == ValTypes.F32;
            global.bits = narrow ? (int) from.bits() : from.bits();
            global.high = from.high();
            global.ref = global.type < 0 ? null : objects[from.ref()];
        }
    }
}
