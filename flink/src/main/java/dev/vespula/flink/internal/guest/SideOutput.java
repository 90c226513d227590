package dev.vespula.flink.internal.guest;

import dev.vespula.flink.EventType;
import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/** A side output and what goes there. */
public record SideOutput<S>(OutputTag<S> tag, EventType<S> type) implements Serializable {
    /** The value that bytes are. */
    public S value(byte[] bytes) {
        return type.value(bytes);
    }
}
