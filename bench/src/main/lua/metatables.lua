-- Objects with methods, operators and fields that are looked up in another table.
local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return setmetatable({x = a.x + b.x, y = a.y + b.y}, Vector) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
function Vector:dot(other) return self.x * other.x + self.y * other.y end
local function vector(x, y) return setmetatable({x = x, y = y}, Vector) end

local Named = setmetatable({}, {__index = Vector})
Named.__index = Named
function Named:name() return self.label end

local sum, dots, same = vector(0, 0), 0, 0
for i = 1, 150000 do
  sum = sum + vector(i, -i)
  dots = (dots + sum:dot(vector(i % 7, i % 5))) % 1000003
  if vector(i % 3, 1) == vector(0, 1) then same = same + 1 end
end
local long = 0
for i = 1, 150000 do
  local object = setmetatable({x = i, y = 1, label = "n"}, Named)
  long = long + #object:name() + object:dot(object) % 2
end
print(sum.x, sum.y, dots, same, long)
