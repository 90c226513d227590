-- A stack that overflows and is caught, three times.
for round = 1, 3 do
  local depth = 0
  local ok, problem = pcall(function()
    local function deeper()
      depth = depth + 1
      return 1 + deeper()
    end
    return deeper()
  end)
  print(round, ok, depth > 10000, problem:match("stack overflow"))
end
