print("spf")
