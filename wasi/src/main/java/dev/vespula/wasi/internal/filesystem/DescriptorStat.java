package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.command.WallClock.Datetime;
import dev.vespula.wasi.internal.files.Filestat;
import java.util.Optional;

/** {@code descriptor-stat}. */
public record DescriptorStat(DescriptorType type, long linkCount, long size, Optional<Datetime> dataAccessTimestamp,
        Optional<Datetime> dataModificationTimestamp, Optional<Datetime> statusChangeTimestamp) {

    static DescriptorStat of(Filestat stat) {
        return new DescriptorStat(DescriptorType.of(stat.type()), stat.links(), stat.size(), time(stat.accessed()),
                time(stat.modified()), time(stat.changed()));
    }

    private static Optional<Datetime> time(long nanos) {
        return Optional.of(Datetime.of(nanos));
    }
}
