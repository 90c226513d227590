package dev.vespula.wasi.internal.descriptors;

/** The streams that a process starts with. */
public record ProcessStreams(InputDescriptor stdin, OutputDescriptor stdout, OutputDescriptor stderr) {

    /** Makes them the descriptors 0, 1 and 2. */
    public void addTo(FdTable table) {
        table.add(stdin);
        table.add(stdout);
        table.add(stderr);
    }
}
