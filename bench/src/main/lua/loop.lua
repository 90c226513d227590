-- A loop of 10^7 steps of arithmetic on integers and floats.
local sum, x = 0, 1
for i = 1, 10000000 do
  sum = (sum + i * 3) % 1000003
  x = x * 0.5 + 1.25
end
print(sum, string.format("%.3f", x))
