// What a program in Kotlin needs of its host: strings, numbers as text, exceptions, and somebody who prints.

sealed class Shape {
    data class Circle(val x: Double, val y: Double, val radius: Double) : Shape()
    data class Rectangle(val width: Double, val height: Double) : Shape()
}

fun area(shape: Shape): Double = when (shape) {
    is Shape.Circle -> 3.0 * shape.radius * shape.radius
    is Shape.Rectangle -> shape.width * shape.height
}

fun fibonacci(n: Int): Int = if (n < 2) n else fibonacci(n - 1) + fibonacci(n - 2)

fun words(text: String): Map<String, Int> = text.split(' ').groupingBy { it }.eachCount()

class Balance(private var cents: Long) {
    fun take(amount: Long) {
        check(amount <= cents) { "only $cents left, not $amount" }
        cents -= amount
    }

    override fun toString() = "${cents / 100}.${(cents % 100).toString().padStart(2, '0')}"
}

fun main() {
    println("fibonacci(20) = ${fibonacci(20)}")
    println(words("the wasp and the bee and the hornet").entries.sortedWith(compareBy({ -it.value }, { it.key }))
        .joinToString { "${it.key} ${it.value}" })
    println(listOf(Shape.Circle(0.0, 0.0, 2.0), Shape.Rectangle(2.5, 4.0)).map(::area))
    println(Shape.Circle(1.5, -0.25, 1e21))
    println(buildString { for (i in 1..12) append(i * i).append(if (i < 12) ',' else '.') })
    println("${Int.MIN_VALUE} ${Long.MAX_VALUE} ${0.1 + 0.2} ${1.0 / 0.0} ${"12".toInt() + "3.5".toDouble()}")
    println("${UInt.MAX_VALUE} ${ULong.MAX_VALUE} ${'A' + 2} ${"a\u00e4\u263a\uD83D\uDE00".length}")
    val balance = Balance(10_05)
    balance.take(5_00)
    println("balance $balance")
    try {
        balance.take(9_99)
    } catch (e: IllegalStateException) {
        println("refused: ${e.message}")
    }
    val lone = "x\uD800y"
    println(lone.map { it.code.toString(16) })
    println(lone.substring(1) == "\uD800y" && lone < "y" && "b" > "a")
    val sorted = (1..2000).map { (it * 7919L % 10007).toString() }.sorted()
    println("${sorted.first()} ${sorted[1000]} ${sorted.last()} ${sorted.joinToString("").length}")
}
