-- Tables of tables.
local size = 70
local function matrix(f)
  local rows = {}
  for i = 1, size do
    rows[i] = {}
    for j = 1, size do rows[i][j] = f(i, j) end
  end
  return rows
end
local a = matrix(function(i, j) return (i * j) % 10 end)
local b = matrix(function(i, j) return i - j end)
local sum = 0
for i = 1, size do
  local row = {}
  for j = 1, size do
    local dot = 0
    for k = 1, size do dot = dot + a[i][k] * b[k][j] end
    row[j] = dot
    sum = sum + dot
  end
end
print(sum)
