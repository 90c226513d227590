-- table.sort, with the order of the language and with a function.
local function numbers(count)
  local t, seed = {}, 42
  for i = 1, count do
    seed = (seed * 1103515245 + 12345) % 2147483648
    t[i] = seed
  end
  return t
end
local up = numbers(60000)
table.sort(up)
local down = numbers(60000)
table.sort(down, function(a, b) return a > b end)
print(up[1], up[30000], up[60000], down[1] == up[60000], down[60000] == up[1])
