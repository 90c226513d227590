package dev.vespula.component;

/**
 * A resource of a guest that the program owned and forgot: its object was collected before it was closed or given away. The
 * resource stays in the instance until that is gone.
 *
 * <pre>{@code
 * linker.onLeak((ResourceLeak leak) -> System.out.println("not closed: " + leak.resource()));
 * }</pre>
 *
 * @param resource what the resource type is called
 * @param javaType name of the Java interface that stood for it
 */
public record ResourceLeak(String resource, String javaType) {}
